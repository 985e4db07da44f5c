package io.fivenines.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.slf4j.LoggerFactory;

class ErrorWatchTest {

    @Test
    void shouldFailATestThatLoggedAnUnexpectedError() {
        run("logsAnError")
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("logsAnError"),
                                finishedWithFailure(message(m -> m.contains("expected: " + Watched.class.getName())))));
    }

    @Test
    void shouldFailATestWhoseExpectedErrorWasNotLogged() {
        run("expectsInVain")
                .assertThatEvents()
                .haveExactly(
                        1, event(test("expectsInVain"), finishedWithFailure(message("expected but not logged: disk"))));
    }

    @Test
    void shouldPassATestThatExpectedItsError() {
        run("expectsItsError")
                .assertThatEvents()
                .haveExactly(1, event(test("expectsItsError"), finishedSuccessfully()));
    }

    private static Events run(String method) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(Watched.class, method))
                .execute()
                .testEvents();
    }

    @ExtendWith(ErrorWatch.class)
    static class Watched {
        @Test
        void logsAnError() {
            LoggerFactory.getLogger(Watched.class).error("the disk is full, says ErrorWatchTest on purpose");
        }

        @Test
        @ExpectedErrors("disk")
        void expectsInVain() {}

        @Test
        @ExpectedErrors("disk is full")
        void expectsItsError() {
            logsAnError();
        }
    }
}
