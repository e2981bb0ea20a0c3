// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryResponseTest {
    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED",
        "202, DELIVERED",
        "204, DELIVERED",
        "301, REJECTED",
        "307, REJECTED",
        "400, REJECTED",
        "401, REJECTED",
        "404, REJECTED",
        "408, AGAIN",
        "410, REJECTED",
        "429, AGAIN",
        "500, AGAIN",
        "503, AGAIN",
        "0, AGAIN",
        "101, REJECTED"
    })
    void classifiesResponseByStatusCode(int status, DeliveryResponse.Outcome meaning) {
        assertThat(new DeliveryResponse(status, "", null).outcome()).isEqualTo(meaning);
    }
}
