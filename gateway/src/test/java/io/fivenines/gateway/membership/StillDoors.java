package io.fivenines.gateway.membership;

import java.util.Set;

/** Doors that do nothing, before which nobody is. */
class StillDoors implements Doors {
    @Override
    public void shut() {}

    @Override
    public void open() {}

    @Override
    public void elsewhere(Set<String> addresses) {}

    @Override
    public int sendAway(int count) {
        return 0;
    }

    @Override
    public void closeIdle(int count) {}

    @Override
    public void end(int count) {}

    @Override
    public int connections() {
        return 0;
    }
}
