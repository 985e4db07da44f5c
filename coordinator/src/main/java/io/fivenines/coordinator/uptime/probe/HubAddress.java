package io.fivenines.coordinator.uptime.probe;

/** Where a hub is, and the token it knows, with the scope probe. */
public record HubAddress(String url, String token) {
    public HubAddress {
        if (!url.matches("https?://[^/\\s]+/?")) {
            throw new IllegalArgumentException(
                    "url '" + url + "', expected one like https://coordinator.example.com:8090");
        }
        url = url.replaceAll("/$", "");
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "HubAddress[" + url + "]";
    }
}
