// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Stored password hashes stay valid, and new ones keep their format and parameters.
final class PasswordHashingServiceTest {
    private static final String PASSWORD = "correct horse battery staple";

    private final PasswordHashingService passwords = new PasswordHashingService();

    @AfterEach
    void close() {
        passwords.close();
    }

    /// Created with Spring Security 7 and Bouncy Castle 1.82.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                PASSWORD
                        + "; $argon2id$v=19$m=16384,t=2,p=1$W3SWVWvJw/RnhdXZn+f4ZA$iJbAJr81rQ2hDUWlni4zFuSaNDGBGRFGOI3SSMVR/zI",
                "größer als 15 Zeichen 😀 日本"
                        + "; $argon2id$v=19$m=16384,t=2,p=1$d9Uy1EOvoz2Hg0TqOuzhQw$TJjI+GUXSWpUDinhVecoaCHHMHjSzhyHyc+E2UGbHps"
            })
    void verifiesStoredHashes(String password, String hash) {
        assertThat(passwords.matches(password, hash)).isTrue();
        assertThat(passwords.matches(password + "x", hash)).isFalse();
        assertThat(passwords.matches("", hash)).isFalse();
    }

    /// Vectors of the reference implementation (P-H-C/phc-winner-argon2, `src/test.c`). The vector of RFC 9106
    /// (section 5.3) has associated data, which a PHC string cannot hold.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc"
            })
    void verifiesReferenceImplementationVectors(String hash) {
        assertThat(passwords.matches("password", hash)).isTrue();
        assertThat(passwords.matches("passwore", hash)).isFalse();
    }

    @Test
    void createsPhcStringsWithFixedParametersAndNewSalt() {
        String first = passwords.hash(PASSWORD);
        String second = passwords.hash(PASSWORD);

        // 16 bytes of salt and 32 bytes of hash, in Base64 without padding.
        assertThat(List.of(first, second))
                .allSatisfy(hash -> assertThat(hash)
                        .matches("\\$argon2id\\$v=19\\$m=16384,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}")
                        .satisfies(
                                created -> assertThat(passwords.matches(PASSWORD, created))
                                        .isTrue(),
                                created -> assertThat(passwords.matches(PASSWORD + " ", created))
                                        .isFalse()));
        assertThat(first.split("\\$")[4]).isNotEqualTo(second.split("\\$")[4]);
    }

    @Test
    void hashesConcurrently() {
        assertThat(IntStream.range(0, 8).parallel().mapToObj(i -> PASSWORD + i).filter(password -> {
                    String hash = passwords.hash(password);
                    return passwords.matches(password, hash) && !passwords.matches(PASSWORD, hash);
                }))
                .hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                PASSWORD,
                "$argon2id$v=19$m=a,t=2,p=1$W3SWVWvJw/RnhdXZn+f4ZA$iJbAJr81rQ2hDUWlni4zFuSaNDGBGRFGOI3SSMVR/zI"
            })
    void rejectsEveryPasswordForMalformedHash(String hash) {
        assertThat(passwords.matches(PASSWORD, hash)).isFalse();
    }

    @Test
    void rejectsEveryPasswordForMissingHash() {
        assertThat(passwords.matches("no user has this password", null)).isFalse();
    }
}
