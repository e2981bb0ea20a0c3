// SPDX-License-Identifier: Apache-2.0

/// Options, timeouts and setup of the demo's services.
@NullMarked
package dev.evenkeel.examples.demo.config;

import org.jspecify.annotations.NullMarked;
