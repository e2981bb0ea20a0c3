// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.engine.doctor.DiagnosticFinding.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagStreamTimingsTest {
    private static @Nullable Duration time(@Nullable Long millis) {
        return millis == null ? null : Duration.ofMillis(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "12, 4300, false, OK, keep-alive 4.3 s later",
        "990, 4300, false, OK, keep-alive",
        "1400, 4300, false, FAIL, a proxy buffers the stream",
        "12, , false, FAIL, a proxy buffers small messages",
        ", , false, FAIL, no data within 8 s",
        "12, , true, FAIL, closed after 8 s",
    })
    void failsForBufferedSilentOrClosedStream(
            @Nullable Long first, @Nullable Long next, boolean closed, Status verdict, String words) {
        DiagnosticFinding finding = new FlagStreamTimings(
                        Duration.ofMillis(4), time(first), time(next), Duration.ofSeconds(8), closed)
                .diagnose();
        assertThat(finding.verdict()).isEqualTo(verdict);
        assertThat(finding.observed()).contains(words);
        assertThat(finding.remedy().contains("proxy_buffering off")).isEqualTo(verdict == Status.FAIL);
    }
}
