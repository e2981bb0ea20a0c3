// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// The response to a browser that requests a console page without a session.
public interface SignInEntryPoint {
    /// Sends the login page with status 401.
    void commence(HttpServletRequest request, HttpServletResponse response) throws IOException;
}
