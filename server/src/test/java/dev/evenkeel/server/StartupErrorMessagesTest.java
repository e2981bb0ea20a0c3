// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.foundation.problems.ConflictException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.PortInUseException;

final class StartupErrorMessagesTest {
    @Test
    void explainsPortInUse() {
        assertThat(StartupErrorMessages.explain(
                        wrapped(new PortInUseException(8080, new IllegalStateException("bind")))))
                .isEqualTo("Port 8080 is in use. Specify another port with --port or --sync-port; 0 selects a free"
                        + " port.");
    }

    @Test
    void explainsDatabaseConnectionFailure() {
        assertThat(StartupErrorMessages.explain(wrapped(new SQLException("Connection refused."))))
                .contains("Connection refused. Check --database-url");
        assertThat(StartupErrorMessages.explain(wrapped(new SQLException("FATAL: no such role"))))
                .contains("FATAL: no such role. Check --database-url");
    }

    @Test
    void explainsMigrationStageConflict() {
        assertThat(StartupErrorMessages.explain(wrapped(new ConflictException(
                        ProblemCode.MIGRATION_STAGE_CONFLICT,
                        "A stage would be left out.",
                        "Correct the file.",
                        List.of(new ValidationError("/flags/ledger", "goes too far", "go one stage"))))))
                .isEqualTo("A stage would be left out. Correct the file." + System.lineSeparator()
                        + "/flags/ledger goes too far; go one stage");
    }

    @Test
    void printsRootCauseStackTraceForUnknownFailures() {
        assertThat(StartupErrorMessages.explain(wrapped(new IllegalStateException("surprise"))))
                .startsWith("java.lang.IllegalStateException: surprise")
                .contains("StartupErrorMessagesTest");
    }

    private static RuntimeException wrapped(Exception cause) {
        return new IllegalStateException("outer", new IllegalArgumentException("middle", cause));
    }
}
