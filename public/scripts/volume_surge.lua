-- Volume surge: when a bar trades several times its usual
-- volume, follow its direction if money flow agrees.
-- Leave after a fixed number of bars.

params = { surge = 2.5, flow = 0.05, bars = 45 }

local entered

function on_bar(ctx, bar)
  local p = ctx.params
  if ctx.position ~= 0 then
    if ctx.step - entered < p.bars then return "hold" end
    return ctx.position > 0 and "sell" or "buy"
  end

  if bar.rvol_240 > p.surge then
    entered = ctx.step
    if bar.close > bar.open and bar.cmf_60 > p.flow then return "buy" end
    if bar.close < bar.open and bar.cmf_60 < -p.flow then return "sell" end
  end
  return "hold"
end
