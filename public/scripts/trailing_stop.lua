-- Trailing stop: go with the adaptive average, and let
-- a stop some ATRs behind the best price decide when
-- it is over. After a stop, wait for a new crossing.

params = { stop = 6 }

local best, was_above

function on_bar(ctx, bar)
  local average, range = bar.kama_240, bar.atr_60
  if range ~= range then return "hold" end -- warm-up
  local above = bar.close > average
  local crossed = was_above ~= nil and above ~= was_above
  was_above = above

  if ctx.position > 0 then
    best = math.max(best, bar.close)
    if bar.close < best - ctx.params.stop * range then return "sell" end
  elseif ctx.position < 0 then
    best = math.min(best, bar.close)
    if bar.close > best + ctx.params.stop * range then return "buy" end
  elseif crossed then
    best = bar.close
    return above and "buy" or "sell"
  end
  return "hold"
end
