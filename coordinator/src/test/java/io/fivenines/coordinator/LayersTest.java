package io.fivenines.coordinator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * THINK HARD BEFORE CHANGING THIS. These rules are the house plan of the coordinator: the loop from what is seen to
 * what is done, a planner that nothing but its arguments can sway, and a witness that does not ask the accused. A class
 * that breaks one usually stands in the wrong room, or should be handed what it reaches for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // reads the classes once
class LayersTest {
    private static final String COORDINATOR = "io.fivenines.coordinator";
    private static final String BUILT_WRONG = "io.fivenines.coordinator.testing.house";

    /** Which other rooms a room may import; the root may import all, and nobody the root. */
    private static final Map<String, Set<String>> ROOMS = new TreeMap<>(Map.of(
            "cluster", Set.of(),
            "elect", Set.of("cluster"),
            "health", Set.of("cluster"),
            "plan", Set.of("cluster", "health", "elect"),
            "redirect", Set.of("cluster", "plan"),
            "uptime", Set.of("cluster", "web"),
            "console", Set.of("cluster", "elect", "health", "plan", "web"),
            "config", Set.of(),
            "logging", Set.of(),
            "web", Set.of("logging")));

    private static final Map<String, List<String>> VENDORS = new TreeMap<>(Map.of(
            "org.apache.curator..", List.of("cluster..", "elect.."),
            "org.apache.zookeeper..", List.of("cluster..", "elect.."),
            "io.javalin..", List.of("web..", "console..", "uptime.."),
            "io.netty.channel..", List.of("redirect.dns..")));

    private static final Set<String> ROOTS = Set.of("Agent", "Coordinator", "Demo", "Probe");

    private final JavaClasses coordinator = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(COORDINATOR);
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
        fails(house -> importsOfRoom(house, "uptime"), "uptime.AsksTheAccused");
        fails(house -> importsOfRoom(house, "console"), "console.KnowsTheMain");
        fails(house -> importsOfRoom(house, "elect"));
    }

    @Test
    void shouldPlanFromItsArgumentsAlone() {
        holds(LayersTest::planDoesNothingElse);
        fails(LayersTest::planDoesNothingElse, "plan.Waits");
        holds(LayersTest::planKnowsRecordsOnly);
        fails(LayersTest::planKnowsRecordsOnly, "plan.HoldsTheLink");
    }

    @Test
    void shouldKeepVendorsInTheirRooms() {
        for (Map.Entry<String, List<String>> vendor : VENDORS.entrySet()) {
            holds(house -> vendorOnlyIn(house, vendor.getKey(), vendor.getValue()));
        }
        fails(house -> vendorOnlyIn(house, "org.apache.curator..", List.of("cluster..")), "health.AsksZooKeeper");
        fails(house -> vendorOnlyIn(house, "io.netty.channel..", List.of("redirect.dns..")), "redirect.HoldsAChannel");
    }

    @Test
    void shouldReadClockAndChanceOnlyInRoots() {
        holds(LayersTest::clockAndChanceOnlyInRoots);
        fails(LayersTest::clockAndChanceOnlyInRoots, "Instant.now()", "UUID.randomUUID()");
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
                                .filter(other -> !other.equals(room))
                                .filter(other -> !ROOMS.get(room).contains(other))
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

    private static ArchRule planDoesNothingElse(String house) {
        return noClasses()
                .that()
                .resideInAPackage(inside(house, "plan"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.net..", "java.nio..", "java.util.concurrent..", "org.slf4j..", "com..")
                .allowEmptyShould(true);
    }

    private static ArchRule planKnowsRecordsOnly(String house) {
        return noClasses()
                .that()
                .resideInAPackage(inside(house, "plan"))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are of another room and no values",
                        one -> one.getPackageName().startsWith(house + ".")
                                && !one.getPackageName().startsWith(house + ".plan")
                                && !one.isRecord()
                                && !one.isEnum()))
                .allowEmptyShould(true);
    }

    private static ArchRule vendorOnlyIn(String house, String vendor, List<String> homes) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(
                        Stream.concat(Stream.of(house), homes.stream().map(home -> house + "." + home))
                                .toArray(String[]::new))
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
            default ->
                owner.startsWith("java.time.")
                        && name.equals("now")
                        && !access.getTarget().getFullName().endsWith("(java.time.Clock)");
        };
    }

    private static String inside(String house, String room) {
        return house + "." + room + "..";
    }

    private void holds(Function<String, ArchRule> rule) {
        rule.apply(COORDINATOR).check(coordinator);
    }

    /** The rule finds all of these in the house built wrong, and nothing else. */
    private void fails(Function<String, ArchRule> rule, String... found) {
        List<String> details =
                rule.apply(BUILT_WRONG).evaluate(builtWrong).getFailureReport().getDetails();
        assertThat(found).allSatisfy(part -> assertThat(details).anyMatch(detail -> detail.contains(part)));
        assertThat(details).allSatisfy(detail -> assertThat(found).anyMatch(detail::contains));
    }
}
