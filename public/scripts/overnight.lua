-- Overnight: hold from the afternoon to the next morning
-- and be flat through the day. Tells how much of a
-- market's drift comes while its own city sleeps.
-- Times are UTC; 21:00 is the close in New York in winter.

params = { buy = 20 * 60 + 30, sell = 14 * 60 + 45 }

function on_bar(ctx, bar)
  local p = ctx.params
  local minute = bar.ts // 60000000000 % 1440

  if ctx.position == 0 then
    if minute >= p.buy and minute < p.buy + 30 then return "buy" end
  elseif minute >= p.sell and minute < p.buy then
    return "sell"
  end
  return "hold"
end
