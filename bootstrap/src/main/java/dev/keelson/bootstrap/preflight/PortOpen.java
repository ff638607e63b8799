package dev.keelson.bootstrap.preflight;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

/**
 * Nobody listens where a component will. Binds as the component would, without SO_REUSEPORT: with
 * it a bind succeeds beside another process of root that has set it, and says nothing.
 *
 * @param addresses where the component binds; since 1.37 kubeadm asks for those alone
 */
record PortOpen(int port, List<InetAddress> addresses, SocketTable sockets) implements Check {
  PortOpen {
    addresses = List.copyOf(addresses);
  }

  @Override
  public String name() {
    return "Port-" + port;
  }

  @Override
  public List<Finding> findings() {
    return addresses.stream().flatMap(address -> refusal(address).stream()).limit(1).toList();
  }

  private Optional<Finding> refusal(InetAddress address) {
    try (var socket = new ServerSocket()) {
      // As servers do: what is left of a connection that ended (TIME_WAIT) hinders nobody.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, port));
      return Optional.empty();
    } catch (BindException e) {
      return Optional.of(new Problem(reason(address, e)));
    } catch (IOException e) {
      return Optional.of(new Problem(at(address) + " cannot be used: " + e.getMessage()));
    }
  }

  private String reason(InetAddress address, BindException e) {
    if (!String.valueOf(e.getMessage()).contains("in use")) {
      return at(address) + " cannot be used: " + e.getMessage();
    }
    var holders = sockets.listeners(port);
    String who =
        holders.isEmpty() ? "a process that /proc does not show" : String.join(", ", holders);
    return "Port " + port + " is in use by " + who + "; stop it or choose another port";
  }

  private String at(InetAddress address) {
    return address.getHostAddress() + " port " + port;
  }
}
