// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import dev.evenkeel.examples.payments.message.MessageParseResult;
import dev.evenkeel.examples.payments.message.MessageParserContract;

class DomMessageParserTest extends MessageParserContract {
    private final DomMessageParser reader = new DomMessageParser();

    @Override
    protected MessageParseResult read(byte[] bytes) {
        return reader.parse(bytes);
    }
}
