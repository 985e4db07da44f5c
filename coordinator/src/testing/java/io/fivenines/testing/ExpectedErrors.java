package io.fivenines.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The errors a test wants to see logged, each by a part of its text. One that is not logged by the end of the
 * test fails it, as does an error logged without being expected.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ExpectedErrors {
    String[] value();
}
