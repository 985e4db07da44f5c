package io.fivenines.testing;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that logged an error it did not expect; registered for every test through META-INF/services. */
public final class ErrorWatch implements AfterEachCallback, AfterAllCallback {

    @Override
    public void afterEach(ExtensionContext context) {
        ExpectedErrors expected = context.getRequiredTestMethod().getAnnotation(ExpectedErrors.class);
        check(expected == null ? List.of() : List.of(expected.value()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        check(List.of());
    }

    private static void check(List<String> expected) {
        List<String> errors = ErrorLog.ofThisRun().drain();
        List<String> complaints = new ArrayList<>();
        errors.stream()
                .filter(error -> expected.stream().noneMatch(error::contains))
                .map(error -> "logged without being expected: " + error)
                .forEach(complaints::add);
        expected.stream()
                .filter(part -> errors.stream().noneMatch(error -> error.contains(part)))
                .map(part -> "expected but not logged: " + part)
                .forEach(complaints::add);
        if (!complaints.isEmpty()) {
            throw new AssertionError(String.join("\n", complaints));
        }
    }
}
