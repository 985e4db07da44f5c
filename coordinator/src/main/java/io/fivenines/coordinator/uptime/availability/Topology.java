package io.fivenines.coordinator.uptime.availability;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a service is made of.
 *
 * @param groups each of parts, and of groups that come before it
 * @param service the part or group that customers see
 */
public record Topology(String name, List<Part> parts, List<Group> groups, String service) {
    public Topology {
        parts = List.copyOf(parts);
        groups = List.copyOf(groups);
        Set<String> known = new TreeSet<>();
        for (Part part : parts) {
            introduce(part.name(), known);
        }
        Set<String> partNames = Set.copyOf(known);
        for (Group group : groups) {
            for (String member : members(group)) {
                boolean fits = group instanceof Group.Copies ? partNames.contains(member) : known.contains(member);
                if (!fits) {
                    throw new IllegalArgumentException(group.name() + " is of '" + member
                            + "', expected a part" + (group instanceof Group.Copies ? "" : " or a group before it")
                            + ": "
                            + String.join(", ", group instanceof Group.Copies ? new TreeSet<>(partNames) : known));
                }
            }
            introduce(group.name(), known);
        }
        if (!known.contains(service)) {
            throw new IllegalArgumentException(
                    "service '" + service + "', expected a part or group: " + String.join(", ", known));
        }
        known.remove(service);
        groups.forEach(group -> known.removeAll(members(group)));
        if (!known.isEmpty()) {
            throw new IllegalArgumentException(
                    String.join(", ", known) + " in no group, expected all to have to do with the service");
        }
    }

    private static void introduce(String name, Set<String> known) {
        if (!known.add(name)) {
            throw new IllegalArgumentException("'" + name + "' is there twice, expected each part and group once");
        }
    }

    private static List<String> members(Group group) {
        if (group instanceof Group.Chain chain) {
            return chain.members();
        }
        return group instanceof Group.Redundant redundant ? redundant.members() : List.of(((Group.Copies) group).of());
    }

    /** The same with every outage, failover and deploy of that many times the length. */
    Topology lasting(double times) {
        List<Group> scaled = new ArrayList<>();
        for (Group group : groups) {
            scaled.add(lasting(group, times));
        }
        return new Topology(
                name, parts.stream().map(part -> part.lasting(times)).toList(), scaled, service);
    }

    private static Group lasting(Group group, double times) {
        if (group instanceof Group.Redundant one) {
            return new Group.Redundant(one.name(), one.members(), lasting(one.spares(), times));
        }
        if (group instanceof Group.Copies one) {
            return new Group.Copies(one.name(), one.of(), one.count(), one.common(), lasting(one.spares(), times));
        }
        return group;
    }

    private static Group.Spares lasting(Group.Spares spares, double times) {
        return new Group.Spares(spares.need(), spares.mode(), spares.failoverS() * times, spares.source());
    }
}
