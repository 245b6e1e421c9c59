-- EMA cross: long while the fast average is above
-- the slow one, short while it is below. The position
-- turns once they are `gap` points apart.

params = { gap = 0.5 }

function on_bar(ctx, bar)
  local fast, slow = bar.ema_60, bar.ema_240
  local gap = ctx.params.gap

  if fast > slow + gap then
    if ctx.position == 0 then return "buy" end
    if ctx.position < 0 then return "revert" end
  elseif fast < slow - gap then
    if ctx.position == 0 then return "sell" end
    if ctx.position > 0 then return "revert" end
  end
  return "hold"
end
