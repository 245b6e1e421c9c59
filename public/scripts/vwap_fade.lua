-- VWAP fade: sell what has run too far above the
-- volume-weighted price, buy what has fallen too far
-- below, and leave at that price. `far` is in basis
-- points; a wide stop ends what keeps running.

params = { far = 35, stop = 90 }

function on_bar(ctx, bar)
  local p = ctx.params
  local bps = bar.vwap_dist_390 * 10000

  if ctx.position == 0 then
    if bps > p.far and bps < p.stop then return "sell" end
    if bps < -p.far and bps > -p.stop then return "buy" end
  elseif ctx.position > 0 then
    if bps >= 0 or bps < -p.stop then return "sell" end
  elseif bps <= 0 or bps > p.stop then
    return "buy"
  end
  return "hold"
end
