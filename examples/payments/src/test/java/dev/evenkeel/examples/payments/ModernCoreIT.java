// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.examples.payments.message.PaymentCore;

class ModernCoreIT extends PaymentCoreContract {

    @Override
    protected PaymentCore core() {
        return ledger.modern;
    }
}
