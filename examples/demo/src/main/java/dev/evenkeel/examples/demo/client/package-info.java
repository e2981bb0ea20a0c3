// SPDX-License-Identifier: Apache-2.0

/// HTTP clients of the demo for the server and the payment service.
@NullMarked
package dev.evenkeel.examples.demo.client;

import org.jspecify.annotations.NullMarked;
