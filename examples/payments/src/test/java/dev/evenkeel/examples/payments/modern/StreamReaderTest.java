// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.examples.payments.message.ReaderContract;
import dev.evenkeel.examples.payments.message.Reading;
import org.junit.jupiter.api.Test;

class StreamReaderTest extends ReaderContract {
    private final FaultSwitches faults = new FaultSwitches();
    private final StreamReader reader = new StreamReader(faults);

    @Override
    protected Reading read(byte[] bytes) {
        return reader.read(bytes);
    }

    @Test
    void chokesOnTheByteOrderMarkOnlyWhileThatFaultIsOn() {
        byte[] marked = aMessage().withByteOrderMark().bytes();

        faults.turn(Fault.BYTE_ORDER_MARK, true);
        assertThat(read(marked)).isInstanceOf(Reading.NotXml.class);
        assertThat(read(aMessage().bytes())).isInstanceOf(Reading.Complete.class);

        faults.turn(Fault.BYTE_ORDER_MARK, false);
        assertThat(read(marked)).isInstanceOf(Reading.Complete.class);
    }
}
