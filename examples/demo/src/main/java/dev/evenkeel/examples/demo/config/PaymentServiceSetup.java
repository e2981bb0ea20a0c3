// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.config;

import java.nio.file.Path;
import java.util.List;

/// The subject of a demo: the flag that controls a change in the payment service, and the service's options.
public enum PaymentServiceSetup {
    /// The core: classic or modern, over one ledger.
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

    /// Returns the server's initial flags.
    public String flags() {
        return flags;
    }

    /// Returns the payment service's options, except the server's URL.
    ///
    /// @param data folder of the payment service
    public abstract List<String> options(Path data);
}
