package io.fivenines.coordinator.uptime;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What a location has to say of a subject: a round it made, or a gap in the line it holds. What has no {@code kind} in
 * JSON is a round, as were all before there were lines.
 */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "kind",
        defaultImpl = Round.class)
@JsonSubTypes(@JsonSubTypes.Type(value = Gap.class, name = Gap.KIND))
public sealed interface Evidence permits Round, Gap {
    String location();

    /** Counts up with all evidence of the location, over all subjects; a number may be left out. */
    long sequence();

    Subject subject();

    /** By the prober's clock. */
    long beganMs();

    long endedMs();

    Verdict verdict();
}
