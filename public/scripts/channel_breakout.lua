-- Channel breakout: buy a close above the highest high
-- of the bars before, leave below the lowest low of a
-- shorter channel. bar[1] is the bar before this one.

params = { entry = 240, exit = 120 }

-- Highest of the last n values: a queue of those that
-- no later value has beaten.
local function highest(n)
  local values, bars = {}, {}
  local first, last, now = 1, 0, 0
  return function(value)
    now = now + 1
    while last >= first and values[last] <= value do
      last = last - 1
    end
    last = last + 1
    values[last], bars[last] = value, now
    if bars[first] <= now - n then
      values[first], bars[first] = nil, nil
      first = first + 1
    end
    return values[first]
  end
end

local highs, lows

function on_init(ctx)
  highs = highest(ctx.params.entry)
  lows = highest(ctx.params.exit)
  print(ctx.symbol, ctx.bars .. " bars")
end

function on_bar(ctx, bar)
  local before = bar[1]
  if before == nil then return "hold" end
  local high = highs(before.high)
  local low = -lows(-before.low)
  if ctx.step < ctx.params.entry then return "hold" end

  if ctx.position == 0 then
    if bar.close > high then return "buy" end
  elseif bar.close < low then
    return "sell"
  end
  return "hold"
end
