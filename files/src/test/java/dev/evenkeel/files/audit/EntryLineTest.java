// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.engine.audit.AuditEntry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryLineTest {
    private static final AuditEntry ENTRY = new AuditEntry(
                    Long.MAX_VALUE,
                    Instant.parse("2026-11-25T03:01:12.000500Z"),
                    "Zoë",
                    "flags.replaced",
                    "default",
                    "says \"yes\"\n\u2028",
                    null,
                    "{\"a\": 1.0}",
                    "",
                    "")
            .sealed();

    @Test
    void linesKeepEveryDigitAndEveryLetter() {
        String line = EntryLine.write(ENTRY);
        assertThat(line)
                .startsWith("{\"number\":9223372036854775807,\"at\":\"2026-11-25T03:01:12.000500Z\",\"actor\":\"Zoë\",")
                .contains("\"before\":null,\"after\":\"{\\\"a\\\": 1.0}\"")
                .doesNotContain("\n");
        AuditEntry read = EntryLine.read(line);
        assertThat(read).isEqualTo(ENTRY);
        assertThat(read.hash()).isEqualTo(read.expectedHash());
    }

    @Test
    void timesAlwaysHaveMicroseconds() {
        AuditEntry entry = new AuditEntry(1, Instant.parse("2026-11-25T03:01:00Z"), "", "", "", "", null, null, "", "");
        assertThat(EntryLine.write(entry)).contains("\"2026-11-25T03:01:00.000000Z\"");
        assertThat(EntryLine.read(EntryLine.write(entry))).isEqualTo(entry);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"number\":9223372036854775807|\"number\":9223372036854775808|\"number\" is not an integer of 64 bits",
                "\"number\":9223372036854775807|\"number\":1.5|\"number\" is not an integer of 64 bits",
                "12.000500Z|12.0005Z|\"at\" is not a moment like 2026-11-25T03:01:12.000500Z",
                "\"reason\"|\"extra\":1,\"reason\"|the entry is not whole: \"extra\" is one too many",
                "\"actor\":|\"actress\":|the entry is not whole: \"actor\" is missing, \"actress\" is one too many",
                "\"previousHash\":\"\"|\"previousHash\":null|\"previousHash\" is not a text",
            })
    void whatIsNotExactlyAnEntryIsRefused(String part, String instead, String message) {
        String line = EntryLine.write(ENTRY).replace(part, instead);
        assertThatThrownBy(() -> EntryLine.read(line))
                .isInstanceOf(InvalidAuditText.class)
                .hasMessage(message);
    }

    @Test
    void namesThatStandTwiceAndTrailingTextAreRefused() {
        String line = EntryLine.write(ENTRY);
        assertThatThrownBy(() -> EntryLine.read(line.replace("{\"number\"", "{\"actor\":\"x\",\"number\"")))
                .hasMessageStartingWith("the entry is not JSON");
        assertThatThrownBy(() -> EntryLine.read(line + "{}")).hasMessageStartingWith("the entry is not JSON");
        assertThatThrownBy(() -> EntryLine.read(line.substring(0, 40))).hasMessageStartingWith("the entry is not JSON");
        assertThatThrownBy(() -> EntryLine.read("[]")).hasMessage("the entry is not a JSON object");
    }

    @Test
    void differencesAreValuesAndWhereTheyStand() {
        assertThat(EntryDifference.between(
                        "{\"a\":1,\"b\":{\"c/d\":[1,2]},\"e\":{}}", "{\"a\":1.0,\"b\":{\"c/d\":[1,3,4]},\"f\":\"x\"}"))
                .containsExactly(
                        new EntryDifference.Change("/a", "1", "1.0"),
                        new EntryDifference.Change("/b/c~1d/1", "2", "3"),
                        new EntryDifference.Change("/e", "{}", null),
                        new EntryDifference.Change("/b/c~1d/2", null, "4"),
                        new EntryDifference.Change("/f", null, "\"x\""));
        assertThat(EntryDifference.between(null, "not JSON"))
                .containsExactly(new EntryDifference.Change("", null, "not JSON"));
        assertThat(EntryDifference.between(null, null)).isEqualTo(List.of());
    }
}
