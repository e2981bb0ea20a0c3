// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.engine.audit.AuditEntry;
import dev.evenkeel.json.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditEntryCodecTest {
    private static final AuditEntry ENTRY = new AuditEntry(
                    Long.MAX_VALUE,
                    Instant.parse("2026-11-25T03:01:12.000500Z"),
                    "Zoë",
                    "flags.replaced",
                    "default",
                    "says \"yes\"\n\u2028",
                    null,
                    Json.of("{'a': 1.0}"),
                    "",
                    "")
            .withHash();

    @Test
    void roundTripsEntryWithoutLoss() {
        String line = AuditEntryCodec.encode(ENTRY);
        assertThat(line)
                .startsWith(Json.of("{'number':9223372036854775807,'at':'2026-11-25T03:01:12.000500Z','actor':'Zoë',"))
                .contains("\"before\":null,\"after\":\"{\\\"a\\\": 1.0}\"")
                .doesNotContain("\n");
        AuditEntry read = AuditEntryCodec.decode(line);
        assertThat(read).isEqualTo(ENTRY);
        assertThat(read.hash()).isEqualTo(read.expectedHash());
    }

    @Test
    void encodesTimestampsWithMicroseconds() {
        AuditEntry entry = new AuditEntry(1, Instant.parse("2026-11-25T03:01:00Z"), "", "", "", "", null, null, "", "");
        assertThat(AuditEntryCodec.encode(entry)).contains("\"2026-11-25T03:01:00.000000Z\"");
        assertThat(AuditEntryCodec.decode(AuditEntryCodec.encode(entry))).isEqualTo(entry);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"number\":9223372036854775807|\"number\":9223372036854775808"
                        + "|the entry is invalid at /number: must be an integer, got 9223372036854775808",
                "\"number\":9223372036854775807|\"number\":1.5"
                        + "|the entry is invalid at /number: must be an integer, got 1.5",
                "12.000500Z|12.0005Z|\"at\" is not a timestamp such as 2026-11-25T03:01:12.000500Z",
                "\"reason\"|\"extra\":1,\"reason\"|the entry is invalid at /extra: unknown field",
                "\"actor\":|\"actress\":|the entry is invalid at /actress: unknown field",
                "\"previousHash\":\"\"|\"previousHash\":null|the entry is invalid at /previousHash: is missing",
            })
    void rejectsEntryWithInvalidFields(String part, String instead, String message) {
        String line = AuditEntryCodec.encode(ENTRY).replace(part, instead);
        assertThatThrownBy(() -> AuditEntryCodec.decode(line))
                .isInstanceOf(InvalidAuditTextException.class)
                .hasMessage(message);
    }

    @Test
    void rejectsDuplicateNamesTrailingTextAndNonObjects() {
        String line = AuditEntryCodec.encode(ENTRY);
        assertThatThrownBy(() ->
                        AuditEntryCodec.decode(line.replace(Json.of("{'number'"), Json.of("{'actor':'x','number'"))))
                .hasMessageStartingWith("the entry is not JSON");
        assertThatThrownBy(() -> AuditEntryCodec.decode(line + "{}")).hasMessageStartingWith("the entry is not JSON");
        assertThatThrownBy(() -> AuditEntryCodec.decode(line.substring(0, 40)))
                .hasMessageStartingWith("the entry is not JSON");
        assertThatThrownBy(() -> AuditEntryCodec.decode("[]"))
                .hasMessage("the entry is invalid: must be an object, got []");
    }
}
