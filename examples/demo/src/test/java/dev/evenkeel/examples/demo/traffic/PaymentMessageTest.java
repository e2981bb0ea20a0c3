// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaymentMessageTest {
    @Test
    void replacesEveryNameOfCustomerWithForeignName() {
        var message =
                new PaymentTraffic.PaymentMessage("m-1", 1, "<Nm>Customer 7</Nm><Nm>Payee 1</Nm><Nm>Customer 7</Nm>");

        assertThat(message.withForeignName().xml())
                .isEqualTo("<Nm>Łódź Handel 7</Nm><Nm>Payee 1</Nm><Nm>Łódź Handel 7</Nm>");
    }
}
