package io.fivenines.coordinator.health;

import io.fivenines.coordinator.cluster.Light;
import io.fivenines.coordinator.cluster.NodeId;
import io.fivenines.coordinator.cluster.Observation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One judgement from what several observers say. Red takes a majority in two places, green a majority; whatever is
 * between, or said by too few, is yellow: nothing new goes there and nothing is taken away.
 *
 * @param sightings those that are not stale, by the observer's name
 */
public record HealthView(List<Sighting> sightings, Quorum quorum) {
    public HealthView {
        sightings = List.copyOf(sightings);
    }

    /** What the sightings amount to at that time of the reader's clock. */
    public static HealthView of(Collection<Sighting> sightings, Quorum quorum, long nowMs) {
        List<Sighting> fresh = new ArrayList<>(sightings.size());
        for (Sighting sighting : sightings) {
            if (nowMs - sighting.arrivedMs() <= quorum.staleMs()) {
                fresh.add(sighting);
            }
        }
        fresh.sort(Comparator.comparing(sighting -> sighting.observation().observer()));
        return new HealthView(fresh, quorum);
    }

    public Light node(NodeId node) {
        return judged(said -> said.nodes().get(node));
    }

    public Light datacenter(String datacenter) {
        return judged(said -> said.datacenters().get(datacenter));
    }

    /** Whether an observer calls the datacenter red while there are not enough of them to make it so. */
    public boolean isDisputed(String datacenter) {
        boolean anyRed = false;
        for (Sighting sighting : sightings) {
            anyRed |= sighting.observation().datacenters().get(datacenter) == Light.RED;
        }
        return anyRed && datacenter(datacenter) != Light.RED;
    }

    /** Whether any observer speaks of the node. */
    public boolean speaksOf(NodeId node) {
        return isSaid(said -> said.nodes().get(node));
    }

    /** Whether any observer speaks of the datacenter. */
    public boolean speaksOf(String datacenter) {
        return isSaid(said -> said.datacenters().get(datacenter));
    }

    /** Whether enough observers are heard to judge anything red. */
    public boolean isQuorate() {
        Set<String> places = new TreeSet<>();
        sightings.forEach(sighting -> places.add(sighting.observation().place()));
        return sightings.size() >= quorum.majority(sightings.size()) && places.size() >= quorum.placesNeeded();
    }

    /** For how long nobody has heard of the node; 0 if somebody hears it or does not say. */
    public long silentMs(NodeId node) {
        long leastMs = Long.MAX_VALUE;
        for (Sighting sighting : sightings) {
            leastMs = Math.min(leastMs, sighting.observation().silentMs().getOrDefault(node, 0L));
        }
        return sightings.isEmpty() ? 0 : leastMs;
    }

    /** Who says what of the node, for an operator. */
    public String words(NodeId node) {
        return words(said -> said.nodes().get(node), said -> said.silentMs().getOrDefault(node, 0L));
    }

    /** Who says what of the datacenter's public endpoints, for an operator. */
    public String words(String datacenter) {
        return words(said -> said.datacenters().get(datacenter), said -> 0L);
    }

    private boolean isSaid(Function<Observation, Light> light) {
        for (Sighting sighting : sightings) {
            if (light.apply(sighting.observation()) != null) {
                return true;
            }
        }
        return false;
    }

    private Light judged(Function<Observation, Light> light) {
        int green = 0;
        int red = 0;
        String redPlace = null;
        boolean redPlaces = quorum.placesNeeded() < 2;
        for (Sighting sighting : sightings) {
            Observation said = sighting.observation();
            Light seen = light.apply(said);
            if (seen == Light.GREEN) {
                green++;
            } else if (seen == Light.RED) {
                red++;
                redPlaces |= redPlace != null && !redPlace.equals(said.place());
                redPlace = said.place();
            }
        }
        int majority = quorum.majority(sightings.size());
        if (red >= majority && redPlaces) {
            return Light.RED;
        }
        return green >= majority ? Light.GREEN : Light.YELLOW;
    }

    private String words(Function<Observation, Light> light, Function<Observation, Long> silentMs) {
        List<String> words = new ArrayList<>();
        for (Sighting sighting : sightings) {
            Observation said = sighting.observation();
            Light seen = light.apply(said);
            String who = said.observer() + " in " + said.place();
            if (seen == null) {
                words.add("unknown to " + who);
            } else {
                long silent = silentMs.apply(said);
                String since = seen == Light.GREEN || silent < 100 ? "" : " (silent for " + seconds(silent) + ")";
                words.add(seen.name().toLowerCase(Locale.ROOT) + " for " + who + since);
            }
        }
        String all = words.isEmpty() ? "seen by nobody" : String.join(", ", words);
        int missing = quorum.observers() - sightings.size();
        return missing > 0 ? all + "; not heard: " + missing + " of " + quorum.observers() + " observers" : all;
    }

    /** A duration as an operator reads it. */
    public static String seconds(long ms) {
        return ms / 1000 + "." + ms % 1000 / 100 + " s";
    }
}
