// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.config;

import java.nio.file.Path;
import java.util.List;

/// What changes in the payment service: the flag that leads it and the options it takes.
public enum PaymentServiceSetup {
    /// The core: the classic one or the modern one, over one ledger.
    CORE("""
            {
              "flags": {
                "payment-core": {
                  "state": "ENABLED",
                  "variants": {"classic": "classic", "modern": "modern"},
                  "defaultVariant": "classic"
                }
              }
            }
            """) {
        @Override
        public List<String> options(Path data) {
            return List.of();
        }
    },

    /// The ledger: from the classic core on one database to the modern core on another.
    LEDGER("""
            {
              "flags": {
                "ledger-store": {
                  "state": "ENABLED",
                  "variants": {
                    "off": "off",
                    "dualwrite": "dualwrite",
                    "shadow": "shadow",
                    "live": "live",
                    "rampdown": "rampdown",
                    "complete": "complete"
                  },
                  "defaultVariant": "off"
                }
              }
            }
            """) {
        @Override
        public List<String> options(Path data) {
            return List.of("--new-data", data.resolve("new-ledger").toString());
        }
    };

    private final String flags;

    PaymentServiceSetup(String flags) {
        this.flags = flags;
    }

    /// The flags that the server begins with.
    public String flags() {
        return flags;
    }

    /// What the payment service is told beside where the server is.
    ///
    /// @param data folder of the payment service
    public abstract List<String> options(Path data);
}
