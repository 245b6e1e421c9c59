-- Z-score reversion: bet that a close far from its mean
-- comes back. The mean and the deviation are kept here
-- in Lua, over the last `n` closes.

params = { n = 120, far = 2.2, near = 0.3 }

local closes, sum, squares, at = {}, 0, 0, 0

local function zscore(close, n)
  at = at % n + 1
  local old = closes[at]
  closes[at] = close
  sum = sum + close - (old or 0)
  squares = squares + close * close - (old or 0) ^ 2
  if #closes < n then return nil end
  local mean = sum / n
  local variance = squares / n - mean * mean
  if variance <= 0 then return 0 end
  return (close - mean) / math.sqrt(variance)
end

function on_bar(ctx, bar)
  local p = ctx.params
  local z = zscore(bar.close, p.n)
  if z == nil then return "hold" end

  if ctx.position == 0 then
    if z < -p.far then return "buy" end
    if z > p.far then return "sell" end
  elseif ctx.position > 0 and z > -p.near then
    return "sell"
  elseif ctx.position < 0 and z < p.near then
    return "buy"
  end
  return "hold"
end
