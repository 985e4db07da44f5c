package io.fivenines.gateway.vitals;

/** One thing that must hold before traffic may come here. One part says how it is, any thread reads it. */
public final class Condition {
    private final String name;
    private volatile String complaint;

    Condition(String name, String complaint) {
        this.name = name;
        this.complaint = complaint;
    }

    public void holds() {
        complaint = "";
    }

    /**
     * Traffic must stay away until {@link #holds}.
     *
     * @param complaint why, for an operator
     */
    public void fails(String complaint) {
        if (complaint.isEmpty()) {
            throw new IllegalArgumentException("condition '" + name + "' fails without a reason, expected words");
        }
        this.complaint = complaint;
    }

    /** Empty while the condition holds. */
    public String complaint() {
        return complaint;
    }
}
