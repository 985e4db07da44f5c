-- HAProxy accepts a connection before it looks for a server, so a front without gateways would look alive. With this it
-- does not accept: as long as no server of the backend `gateways` takes anybody, the port of the frontend `trackers` is
-- closed, and whoever comes is refused: trackers go elsewhere, observers and probers see what is.
local EVERY_MS = 100

-- Else the task below would fail only when the last gateway is gone. At a reload the former process goes on.
core.register_init(function()
  for _, name in ipairs({'trackers', 'gateways'}) do
    if not core.proxies[name] then
      error("no section '" .. name .. "', expected a frontend 'trackers' and a backend 'gateways'")
    end
  end
end)

core.register_task(function()
  local trackers, gateways = core.proxies['trackers'], core.proxies['gateways']
  local open = true
  while true do
    local stats = gateways:get_stats()
    local servers = tonumber(stats['act']) + tonumber(stats['bck'])
    if open and servers == 0 then
      trackers:pause()
      open = false
    elseif not open and servers > 0 then
      trackers:resume()
      open = true
    end
    core.msleep(EVERY_MS)
  end
end)
