// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LicenceListTest {
    private static final LicenceList LIST =
            new LicenceList(List.of("# all", "", "MIT", "LGPL-2.1-only for a:b only linked to, never changed"));

    private static LicensedComponent of(String name, String... licences) {
        return new LicensedComponent(name, "1", List.of(licences));
    }

    @Test
    void allowsWhatIsOnTheListAndNothingElse() {
        assertThat(LIST.allows(of("x:y", "MIT"))).isTrue();
        assertThat(LIST.allows(of("x:y", "GPL-3.0-only", "MIT"))).isTrue();
        assertThat(LIST.allows(of("x:y", "GPL-3.0-only"))).isFalse();
        assertThat(LIST.allows(of("x:y"))).isFalse();
    }

    @Test
    void allowsAnExceptionForTheOneThatItNames() {
        assertThat(LIST.allows(of("a:b", "LGPL-2.1-only"))).isTrue();
        assertThat(LIST.allows(of("a:c", "LGPL-2.1-only"))).isFalse();
    }

    @Test
    void wantsAReasonForAnException() {
        assertThatThrownBy(() -> new LicenceList(List.of("LGPL-2.1-only for a:b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a reason");
    }
}
