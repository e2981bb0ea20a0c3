// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShadowCallMarkerTest {
    @Test
    void detectsMarkerInBaggage() {
        assertThat(ShadowCallMarker.isMarked("a=b, evenkeel.shadow=payment-core"))
                .isTrue();
        assertThat(ShadowCallMarker.isMarked("evenkeel.shadows=1,x")).isFalse();
    }

    @Test
    void decodesFlagKeyFromBaggage() {
        assertThat(ShadowCallMarker.flagKeyIn("a=b,evenkeel.shadow = p%C3%A4%2By+z;ttl=1"))
                .contains("p\u00e4+y+z");
        assertThat(ShadowCallMarker.flagKeyIn("evenkeel.shadow=50%")).contains("50%");
    }
}
