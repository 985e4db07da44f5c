package io.fivenines.coordinator.uptime.availability;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** A topology made ready to be drawn; some of its causes may be left out. */
final class Model {
    private final Causes causes = new Causes();
    private final Map<String, Element> elements = new HashMap<>();
    private final Map<String, Part> parts = new HashMap<>();
    private final Set<String> without;
    private final long seed;
    private final Element service;

    /**
     * A model of that topology.
     *
     * @param without names of causes that never happen
     */
    Model(Topology topology, Set<String> without, long seed) {
        this.without = without;
        this.seed = seed;
        for (Part part : topology.parts()) {
            parts.put(part.name(), part);
            elements.put(part.name(), fate(part, part.name()));
        }
        topology.groups().forEach(group -> elements.put(group.name(), element(group)));
        service = elements.get(topology.service());
    }

    List<Causes.Cause> causes() {
        return causes.all();
    }

    Outages year(int number) {
        return service.year(number);
    }

    /**
     * An instance of a part.
     *
     * @param instance what tells it from its like: its chances depend on nothing else but the seed
     */
    private Element fate(Part part, String instance) {
        long mask = causes.mask(part.name(), part.source());
        if (without.contains(part.name())) {
            return new Fate(new Part.Deployed(part.name(), 0, 0, part.source()), mask, new SplittableRandom(seed));
        }
        return new Fate(part, mask, new SplittableRandom(seed * 0x9E3779B97F4A7C15L + hash(instance)));
    }

    private static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }

    private Element element(Group group) {
        if (group instanceof Group.Copies copies) {
            return copies(copies);
        }
        if (group instanceof Group.Redundant redundant) {
            return redundant(redundant.name(), members(redundant.members()), redundant.spares());
        }
        return new InChain(members(((Group.Chain) group).members()));
    }

    private List<Element> members(List<String> names) {
        return names.stream().map(elements::get).toList();
    }

    /** Failures in common are those of one more part, on which all copies depend. */
    private Element copies(Group.Copies group) {
        Part part = parts.get(group.of());
        List<Element> copies = new ArrayList<>();
        Part alone = group.common() > 0 ? rarer(part, 1 - group.common(), part.name()) : part;
        for (int i = 0; i < group.count(); i++) {
            copies.add(fate(alone, group.name() + "/" + i));
        }
        Element redundant = redundant(group.name(), copies, group.spares());
        if (group.common() == 0) {
            return redundant;
        }
        String name = "common to " + group.name();
        return new InChain(List.of(redundant, fate(rarer(part, group.common(), name), name)));
    }

    private static Part rarer(Part part, double share, String name) {
        if (part instanceof Part.Failing failing) {
            return new Part.Failing(name, failing.upS() / share, failing.downS(), failing.source());
        }
        Part.Deployed deployed = (Part.Deployed) part;
        return new Part.Deployed(
                name, (int) Math.round(deployed.perYear() * share), deployed.downS(), deployed.source());
    }

    private Element redundant(String group, List<Element> members, Group.Spares given) {
        String name = "failover of " + group;
        Group.Spares spares =
                without.contains(name) ? new Group.Spares(given.need(), given.mode(), 0, given.source()) : given;
        long failover = given.failoverS() > 0 ? causes.mask(name, given.source()) : 0;
        return switch (given.mode()) {
            case SHARED -> new SharingLoad(members, spares, failover);
            case STANDBY -> new StandingBy(members, spares, failover);
        };
    }
}
