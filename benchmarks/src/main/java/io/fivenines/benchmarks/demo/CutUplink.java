package io.fivenines.benchmarks.demo;

import java.util.List;

/** The outside cannot reach a datacenter any more, in which all is well. */
final class CutUplink implements Act {
    @Override
    public String key() {
        return "cut-uplink";
    }

    @Override
    public String title() {
        return "cut the uplink of a datacenter";
    }

    @Override
    public long gapMaxMs() {
        return 30_000;
    }

    @Override
    public Blow strike(Scene scene) {
        Place place = scene.busiestDatacenter();
        List<Passage> severed = scene.border().passages(place.publicAddresses());
        scene.border().uplink(place).cut();
        String told = "Nothing comes through from outside to %s any more, neither to its public addresses nor to its"
                + " name server, and nobody is told; %d trackers are connected there. Inside, and between the"
                + " datacenters, all is well.";
        String mended = "The uplink of %s is whole again. Names stay where they are, until an operator moves them.";
        Repair repair = () -> {
            scene.border().uplink(place).mend();
            return mended.formatted(place.name());
        };
        return new Blow(
                told.formatted(place.name(), severed.size()), severed, () -> pointsElsewhere(scene, place), repair);
    }

    private static boolean pointsElsewhere(Scene scene, Place place) {
        List<String> where = scene.places().datacenters().stream()
                .map(scene.cluster()::pointsTo)
                .toList();
        return !where.contains(place.name()) && !where.contains("nowhere");
    }
}
