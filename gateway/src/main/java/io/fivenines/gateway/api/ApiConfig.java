package io.fivenines.gateway.api;

import io.fivenines.coordinator.web.WebConfig;
import java.util.List;

/**
 * How the API is served.
 *
 * @param streamsMax live tails and traffic watches at the same time
 */
public record ApiConfig(WebConfig web, int streamsMax) {
    public static final ApiConfig DEFAULT = new ApiConfig(new WebConfig("127.0.0.1", 8080, List.of()), 64);

    public ApiConfig {
        if (streamsMax < 1 || streamsMax > 10_000) {
            throw new IllegalArgumentException("streamsMax " + streamsMax + ", expected 1 to 10000");
        }
    }
}
