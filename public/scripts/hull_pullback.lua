-- Hull trend, ATR pullback: in a rising Hull average
-- buy a dip of some ATRs below the fast average. Leave
-- above it, or when the trend has turned.

params = { dip = 1.5 }

local before -- Hull average one bar ago

function on_bar(ctx, bar)
  local trend, fast, range = bar.hma_480, bar.ema_20, bar.atr_30
  local rising = before ~= nil and trend > before
  before = trend

  if ctx.position == 0 then
    local dip = fast - ctx.params.dip * range
    if rising and bar.close < dip then return "buy" end
  elseif bar.close > fast or not rising then
    return "sell"
  end
  return "hold"
end
