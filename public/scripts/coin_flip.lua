-- Coin flip: in and out by chance, seeded by the settings,
-- so the same seed gives the same run. What it makes is
-- luck and costs: a rule worth trading beats many seeds.

params = { enter = 0.004, leave = 0.008 }

function on_bar(ctx, bar)
  local p = ctx.params
  if ctx.position == 0 then
    if math.random() < p.enter then
      return math.random() < 0.5 and "buy" or "sell"
    end
  elseif math.random() < p.leave then
    return ctx.position > 0 and "sell" or "buy"
  end
  return "hold"
end
