package io.fivenines.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * THINK HARD BEFORE CHANGING THIS. These rules are the house plan of the gateway: the way of a message, the rooms
 * beside it, and what keeps time, chance and sockets out of the logic. A class that breaks one usually stands in
 * the wrong room, or should be handed what it reaches for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // reads the classes once
class LayersTest {
    private static final String GATEWAY = "io.fivenines.gateway";
    private static final String COORDINATOR = "io.fivenines.coordinator.";
    private static final String BUILT_WRONG = "io.fivenines.gateway.testing.house";

    /** Which other rooms a room may import. Every room may also import telemetry; all but decode, vitals. */
    private static final Map<String, Set<String>> ROOMS = new TreeMap<>(Map.ofEntries(
            Map.entry("accept", Set.of("connection")),
            Map.entry("connection", Set.of("decode", "journal")),
            Map.entry("decode", Set.of()),
            Map.entry("journal", Set.of()),
            Map.entry("stream", Set.of("journal")),
            Map.entry("api", Set.of("connection", "journal", "command")),
            Map.entry("command", Set.of("connection", "journal")),
            Map.entry("handover", Set.of("connection", "journal")),
            Map.entry("membership", Set.of("connection", "journal")),
            Map.entry("telemetry", Set.of()),
            Map.entry("vitals", Set.of())));

    private static final Map<String, List<String>> VENDORS = new TreeMap<>(Map.of(
            "org.apache.kafka..", List.of("journal.kafka..", "stream.kafka.."),
            "com.hivemq..", List.of("stream.mqtt.."),
            "org.apache.curator..", List.of("membership..", "command.."),
            "org.apache.zookeeper..", List.of("membership..", "command..")));

    /** Which rooms of the coordinator's a room may import; the root may import config and logging as well. */
    private static final Map<String, Set<String>> SHARED = Map.of(
            "api", Set.of("web", "logging"),
            "command", Set.of("cluster"),
            "connection", Set.of("logging"),
            "membership", Set.of("cluster"),
            "", Set.of("cluster", "config", "logging", "web"));

    private static final Set<String> ROOTS =
            Set.of("Gateway", "Node", "DecodeCommand", "UpCommand", "StatusCommand", "TailCommand");

    private final JavaClasses gateway = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(GATEWAY);
    private final JavaClasses builtWrong = new ClassFileImporter().importPackages(BUILT_WRONG);

    @Test
    void shouldKeepEveryClassInARoom() {
        holds(LayersTest::everyClassInARoom);
        fails(LayersTest::everyClassInARoom, "attic.Stray");
    }

    @Test
    void shouldImportOnlyTheRoomsOfTheTable() {
        for (String room : ROOMS.keySet()) {
            holds(house -> importsOfRoom(house, room));
        }
        fails(house -> importsOfRoom(house, "accept"), "accept.SkipsARoom");
        fails(house -> importsOfRoom(house, "journal"), "journal.HoldsAChannel");
        fails(house -> importsOfRoom(house, "connection"));
    }

    @Test
    void shouldShareFewRoomsWithTheCoordinator() {
        for (String room : ROOMS.keySet()) {
            holds(house -> sharedOnly(inside(house, room), SHARED.getOrDefault(room, Set.of())));
        }
        holds(house -> sharedOnly(house, SHARED.get("")));
        fails(house -> sharedOnly(inside(house, "journal"), Set.of("cluster")), "journal.ReadsSettings");
    }

    @Test
    void shouldBuildTheVocabularyFromTheJdkAlone() {
        holds(LayersTest::telemetryKnowsTheJdkOnly);
        fails(LayersTest::telemetryKnowsTheJdkOnly, "telemetry.KnowsMoreThanTheJdk");
    }

    @Test
    void shouldKeepProtocolsFreeOfInputAndOutput() {
        holds(LayersTest::protocolsDoNoInputOrOutput);
        fails(LayersTest::protocolsDoNoInputOrOutput, "decode.protocol.Alpha");
    }

    @Test
    void shouldKeepProtocolsApart() {
        holds(LayersTest::protocolsKnowNoOther);
        fails(LayersTest::protocolsKnowNoOther, "Alpha knows Beta", "Alpha knows Gamma");
    }

    @Test
    void shouldTouchChannelsOnlyWhereSocketsLive() {
        holds(LayersTest::channelsOnlyWhereSocketsLive);
        fails(LayersTest::channelsOnlyWhereSocketsLive, "journal.HoldsAChannel");
    }

    @Test
    void shouldKeepVendorsInTheirAdapters() {
        for (Map.Entry<String, List<String>> vendor : VENDORS.entrySet()) {
            holds(house -> vendorOnlyIn(house, vendor.getKey(), vendor.getValue()));
        }
        fails(house -> vendorOnlyIn(house, "io.netty.buffer..", List.of("connection..")), "KnowsMoreThanTheJdk");
    }

    @Test
    void shouldReadClockAndChanceOnlyInRoots() {
        holds(LayersTest::clockAndChanceOnlyInRoots);
        fails(
                LayersTest::clockAndChanceOnlyInRoots,
                "System.currentTimeMillis()",
                "Instant.now()",
                "Thread.sleep(long)",
                "java.util.Random.<init>()");
    }

    private static ArchRule everyClassInARoom(String house) {
        return classes()
                .should()
                .resideInAnyPackage(Stream.concat(
                                Stream.of(house), ROOMS.keySet().stream().map(room -> inside(house, room)))
                        .toArray(String[]::new))
                .because("the house plan has no other room");
    }

    private static ArchRule importsOfRoom(String house, String room) {
        String[] forbidden = Stream.concat(
                        Stream.of(house),
                        ROOMS.keySet().stream()
                                .filter(other -> !mayImport(room, other))
                                .map(other -> inside(house, other)))
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(inside(house, room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true);
    }

    private static ArchRule sharedOnly(String places, Set<String> rooms) {
        return noClasses()
                .that()
                .resideInAPackage(places)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of another room of the coordinator",
                        one -> one.getPackageName().startsWith(COORDINATOR)
                                && rooms.stream()
                                        .noneMatch(room -> one.getPackageName().equals(COORDINATOR + room))))
                .allowEmptyShould(true);
    }

    private static boolean mayImport(String room, String other) {
        return switch (other) {
            case "telemetry" -> true;
            case "vitals" -> !room.equals("decode") && !room.equals("telemetry");
            default -> other.equals(room) || ROOMS.get(room).contains(other);
        };
    }

    private static ArchRule telemetryKnowsTheJdkOnly(String house) {
        return classes()
                .that()
                .resideInAPackage(inside(house, "telemetry"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", inside(house, "telemetry"))
                .allowEmptyShould(true);
    }

    private static ArchRule protocolsDoNoInputOrOutput(String house) {
        return noClasses()
                .that()
                .resideInAPackage(inside(house, "decode.protocol"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..", "java.io..", "java.net..", "java.nio..", "java.util.concurrent..", "org.slf4j..")
                .allowEmptyShould(true);
    }

    private static ArchRule protocolsKnowNoOther(String house) {
        String protocols = house + ".decode.protocol";
        return classes()
                .that()
                .resideInAPackage(protocols + "..")
                .and(DescribedPredicate.describe("are a protocol", one -> !isRegistry(protocols, one)))
                .should(new ArchCondition<>("know no other protocol") {
                    @Override
                    public void check(JavaClass one, ConditionEvents events) {
                        one.getDirectDependenciesFromSelf().stream()
                                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                                .filter(other -> other.getPackageName().startsWith(protocols))
                                .filter(other -> !isRegistry(protocols, other))
                                .filter(other -> !protocolOf(protocols, one).equals(protocolOf(protocols, other)))
                                .map(other -> one.getSimpleName() + " knows " + other.getSimpleName())
                                .forEach(sentence -> events.add(SimpleConditionEvent.violated(one, sentence)));
                    }
                })
                .allowEmptyShould(true);
    }

    private static boolean isRegistry(String protocols, JavaClass one) {
        return protocolOf(protocols, one).equals("protocols");
    }

    /** The registry name, from {@code Teltonika}, its nested classes, or the package {@code teltonika}. */
    private static String protocolOf(String protocols, JavaClass one) {
        String inside = one.getName().substring(protocols.length() + 1);
        return inside.split("[.$]", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static ArchRule channelsOnlyWhereSocketsLive(String house) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        house,
                        inside(house, "accept"),
                        inside(house, "connection"),
                        inside(house, "handover"),
                        inside(house, "stream.http"),
                        inside(house, "api"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.channel..")
                .allowEmptyShould(true);
    }

    private static ArchRule vendorOnlyIn(String house, String vendor, List<String> homes) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        homes.stream().map(home -> house + "." + home).toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(vendor)
                .allowEmptyShould(true);
    }

    private static ArchRule clockAndChanceOnlyInRoots(String house) {
        return noClasses()
                .that(DescribedPredicate.describe("are no root", one -> !isRoot(house, one)))
                .should()
                .accessTargetWhere(DescribedPredicate.describe("it is clock, sleep or chance", LayersTest::isAmbient))
                .allowEmptyShould(true);
    }

    private static boolean isRoot(String house, JavaClass one) {
        return one.getPackageName().equals(house)
                && ROOTS.contains(one.getName().substring(house.length() + 1).split("[$]", 2)[0]);
    }

    private static boolean isAmbient(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        boolean bare = access.getTarget().getFullName().endsWith("()");
        return switch (owner) {
            case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
            case "java.lang.Thread", "java.util.concurrent.TimeUnit" -> name.equals("sleep");
            case "java.time.Clock" -> name.startsWith("system") || name.matches("tick.+");
            case "java.util.Random", "java.util.SplittableRandom", "java.util.Date" -> name.equals("<init>") && bare;
            case "java.security.SecureRandom" -> name.equals("<init>") || name.startsWith("getInstance");
            case "java.util.random.RandomGenerator" -> name.equals("getDefault") || name.equals("of");
            case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
            case "java.util.concurrent.ThreadLocalRandom" -> name.equals("current");
            case "java.util.UUID" -> name.equals("randomUUID");
            default -> owner.startsWith("java.time.") && name.equals("now") && !takesAClock(access);
        };
    }

    private static boolean takesAClock(JavaAccess<?> access) {
        return access.getTarget().getFullName().endsWith("(java.time.Clock)");
    }

    private static String inside(String house, String room) {
        return house + "." + room + "..";
    }

    private void holds(Function<String, ArchRule> rule) {
        rule.apply(GATEWAY).check(gateway);
    }

    /** The rule finds all of these in the house built wrong, and nothing else. */
    private void fails(Function<String, ArchRule> rule, String... found) {
        List<String> details =
                rule.apply(BUILT_WRONG).evaluate(builtWrong).getFailureReport().getDetails();
        assertThat(found).allSatisfy(part -> assertThat(details).anyMatch(detail -> detail.contains(part)));
        assertThat(details).allSatisfy(detail -> assertThat(found).anyMatch(detail::contains));
    }
}
