// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StalledRolloutGuardLogTest {
    private static final Logger LOGGER = Logger.getLogger("dev.evenkeel.sdk");

    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord one) {
            logged.add(one.getLevel() + " " + one.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final StalledRolloutGuardLog stalledRolloutGuardLog = new StalledRolloutGuardLog(Duration.ofSeconds(60));

    @BeforeEach
    void listen() {
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        LOGGER.removeHandler(handler);
    }

    @Test
    void doesNotWarnBelowThreshold() {
        stalledRolloutGuardLog.handleResponse(Json.of("{'accepted':true}"));
        stalledRolloutGuardLog.handleResponse(waiting(59));
        assertThat(logged).isEmpty();
    }

    @Test
    void warnsOnce() {
        stalledRolloutGuardLog.handleResponse(waiting(60));
        stalledRolloutGuardLog.handleResponse(waiting(61));
        assertThat(logged)
                .singleElement()
                .asString()
                .startsWith("WARNING Evenkeel: the guard has not evaluated rollout r-7 for 60 s");
    }

    @Test
    void logsRecoveryOnce() {
        stalledRolloutGuardLog.handleResponse(waiting(60));
        stalledRolloutGuardLog.handleResponse(Json.of("{'accepted':true}"));
        stalledRolloutGuardLog.handleResponse(Json.of("{'accepted':true}"));
        assertThat(logged)
                .hasSize(2)
                .last()
                .asString()
                .isEqualTo("INFO Evenkeel: the guard evaluates rollout r-7 again");
    }

    @Test
    void ignoresMalformedResponses() {
        stalledRolloutGuardLog.handleResponse("<html>\"unjudged\"</html>");
        stalledRolloutGuardLog.handleResponse(Json.of("{'unjudged':7}"));
        assertThat(logged).isEmpty();
    }

    private static String waiting(int seconds) {
        return Json.of("{'accepted':true,'unjudged':[{'rollout':'r-7','seconds':%s}]}", seconds);
    }
}
