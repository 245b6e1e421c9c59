-- Two loops, one in the other: nothing but instructions of the VM.
function on_bar(ctx, bar)
  local sum = 0.0
  for i = 1, 20 do
    for j = 1, 20 do
      sum = sum + (i * j) % 7 - bar.close
    end
  end
  return sum > 0 and "sell" or "hold"
end
