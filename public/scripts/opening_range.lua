-- Opening range: note the high and the low of the first
-- minutes of the day, then trade the first close beyond
-- them, once a day. Out at the same hour, always.
-- Times are UTC; 14:30 is the open in New York in winter.

params = { open = 14 * 60 + 30, minutes = 30, close = 20 * 60 + 45 }

local day, high, low, done

function on_bar(ctx, bar)
  local p = ctx.params
  local minute = bar.ts // 60000000000
  local now = minute % 1440

  if minute // 1440 ~= day then
    day, high, low, done = minute // 1440, nil, nil, false
  end
  if now >= p.close then
    if ctx.position > 0 then return "sell" end
    if ctx.position < 0 then return "buy" end
  elseif now >= p.open + p.minutes then
    if high == nil or done then return "hold" end
    if bar.close > high then
      done = true
      return "buy"
    elseif bar.close < low then
      done = true
      return "sell"
    end
  elseif now >= p.open then
    high = math.max(high or bar.high, bar.high)
    low = math.min(low or bar.low, bar.low)
  end
  return "hold"
end
