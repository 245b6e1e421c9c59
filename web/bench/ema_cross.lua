-- Long while the fast average is above the slow one, flat below.
function on_bar(ctx, bar)
  if bar.ema_10 > bar.ema_30 then
    if ctx.position <= 0 then
      return "buy"
    end
  elseif bar.ema_10 < bar.ema_30 then
    if ctx.position > 0 then
      return "sell"
    end
  end
  return "hold"
end
