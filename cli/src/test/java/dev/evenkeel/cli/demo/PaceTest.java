// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void isKeptWhileAnswersComeWithinAFifthOfASecondOnAverage() {
        assertThat(new Pace(250, 50, 0.9).isKept())
                .as("50 on average at 250 a second are 0.2 s")
                .isTrue();
        assertThat(new Pace(250, 51, 0.1).isKept()).isFalse();
    }

    @Test
    void fitsTheProcessorsByWhatAMessageCost() {
        assertThat(new Pace(125, 1, 0.75).fitting(250, 0.6)).isCloseTo(100, within(1e-9));
        assertThat(new Pace(125, 1, 0.3).fitting(250, 0.6))
                .as("never more than wanted")
                .isEqualTo(250);
        assertThat(new Pace(125, 1, 0.5).fitting(250, 0.6)).isCloseTo(150, within(1e-9));
    }

    @Test
    void staysWithWhatIsWantedWhereTheMachineDoesNotSayHowBusyItIs() {
        assertThat(new Pace(250, 1, -1).fitting(250, 0.6)).isEqualTo(250);
        assertThat(new Pace(250, 1, 0).fitting(250, 0.6)).isEqualTo(250);
    }

    @Test
    void fallsByHalfWhereItIsNotKeptAndFitsTheProcessorsOtherwiseWhileTheProgramsAreCold() {
        assertThat(new Pace(250, 51, 0.1).whileCold(250, 0.6)).as("not kept").isEqualTo(125);
        assertThat(new Pace(100, 1, 0.4).whileCold(250, 0.6))
                .as("room for more")
                .isCloseTo(150, within(1e-9));
        assertThat(new Pace(100, 1, 0.1).whileCold(120, 0.6)).as("at most").isEqualTo(120);
        assertThat(new Pace(100, 1, 0.9).whileCold(250, 0.6)).as("too busy").isCloseTo(66.7, within(0.1));
        assertThat(new Pace(100, 1, 0.9).whileCold(100, 1))
                .as("all of the processors' time")
                .isEqualTo(100);
    }
}
