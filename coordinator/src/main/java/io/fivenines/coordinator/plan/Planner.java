package io.fivenines.coordinator.plan;

import java.util.List;

/**
 * From what is known to what should be done: the same view gives the same steps. Addresses first, for an endpoint
 * lists those that are owned.
 */
public class Planner {
    /**
     * The steps to take, in order; also the holds, which change nothing and say why. None when all is well.
     *
     * @param nowMs the clock of the view's history
     */
    public List<Step> plan(View view, Policy policy, long nowMs) {
        Orders orders = new Orders(view.intents(), view.wallMs());
        Roster roster = new Roster(view, orders);
        Revision revision = new Revision(view.plan());
        new AddressRound(view, policy, nowMs, orders, roster, revision).run();
        new EndpointRound(view, policy, nowMs, orders, roster, revision).run();
        return revision.steps();
    }
}
