// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CustomerBehaviourTest {
    @Test
    void drawsNoRandomNumberForZeroProbability() {
        var random = new Random(7);
        assertThat(CustomerBehaviour.happens(0, random)).isFalse();
        assertThat(random.nextLong()).isEqualTo(new Random(7).nextLong());
        assertThat(CustomerBehaviour.happens(1, random)).isTrue();
    }
}
