// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import dev.evenkeel.examples.payments.message.ReaderContract;
import dev.evenkeel.examples.payments.message.Reading;

class TreeReaderTest extends ReaderContract {
    private final TreeReader reader = new TreeReader();

    @Override
    protected Reading read(byte[] bytes) {
        return reader.read(bytes);
    }
}
