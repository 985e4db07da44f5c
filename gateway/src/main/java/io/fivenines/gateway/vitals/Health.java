package io.fivenines.gateway.vitals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * Whether traffic may come here: while every condition holds. That a process with a failing condition still lives is
 * seen from its answering at all, so there is no condition for that.
 */
public final class Health {
    private final Map<String, Supplier<String>> complaints = new ConcurrentSkipListMap<>();
    private final Map<String, Supplier<String>> remarks = new ConcurrentSkipListMap<>();

    /** A condition that fails until its owner says otherwise: what has not been started is not ready. */
    public Condition condition(String name, String complaint) {
        Condition condition = new Condition(name, complaint);
        watch(name, condition::complaint);
        return condition;
    }

    /** A condition that is looked up each time somebody asks; the supplier is quick and gives "" while it holds. */
    public void watch(String name, Supplier<String> complaint) {
        if (complaints.putIfAbsent(name, complaint) != null) {
            throw new IllegalStateException("condition '" + name + "' exists already, expected one owner");
        }
    }

    /** What an operator should see although traffic may come: "" while there is nothing to say. */
    public void remark(String name, Supplier<String> remark) {
        if (remarks.putIfAbsent(name, remark) != null) {
            throw new IllegalStateException("remark '" + name + "' exists already, expected one owner");
        }
    }

    /** Those that have something to say now. */
    public Map<String, String> remarks() {
        Map<String, String> said = new LinkedHashMap<>();
        remarks.forEach((name, remark) -> said.put(name, remark.get()));
        said.values().removeIf(String::isEmpty);
        return said;
    }

    public boolean ready() {
        return complaints.values().stream()
                .allMatch(complaint -> complaint.get().isEmpty());
    }

    /** Every condition by name, with its complaint, empty where it holds. */
    public Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        complaints.forEach((name, complaint) -> conditions.put(name, complaint.get()));
        return conditions;
    }
}
