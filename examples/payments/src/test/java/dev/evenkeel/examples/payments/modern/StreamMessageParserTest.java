// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.examples.payments.message.MessageParseResult;
import dev.evenkeel.examples.payments.message.MessageParserContract;
import org.junit.jupiter.api.Test;

class StreamMessageParserTest extends MessageParserContract {
    private final ModernCoreFaultSwitches faults = new ModernCoreFaultSwitches();
    private final StreamMessageParser reader = new StreamMessageParser(faults);

    @Override
    protected MessageParseResult read(byte[] bytes) {
        return reader.parse(bytes);
    }

    @Test
    void rejectsByteOrderMarkOnlyWhileFaultIsActive() {
        byte[] marked = aMessage().withByteOrderMark().bytes();

        faults.set(ModernCoreFault.BYTE_ORDER_MARK, true);
        assertThat(read(marked)).isInstanceOf(MessageParseResult.MalformedXml.class);
        assertThat(read(aMessage().bytes())).isInstanceOf(MessageParseResult.ParsedInitiation.class);

        faults.set(ModernCoreFault.BYTE_ORDER_MARK, false);
        assertThat(read(marked)).isInstanceOf(MessageParseResult.ParsedInitiation.class);
    }
}
