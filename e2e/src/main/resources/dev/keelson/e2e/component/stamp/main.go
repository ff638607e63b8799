// Command stamp tells from outside a container when it began and when it was asked to end: it adds a
// line to a file for each, with the machine's monotonic clock in nanoseconds.
//
//	stamp FILE [PORT [WORD]]    with a port it answers every HTTP request there with 200; with a word it
//	                            answers that, and shares the port with others that do
package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/signal"
	"syscall"
	"unsafe"
)

const clockMonotonic = 1

const soReuseport = 15

func now() int64 {
	var time syscall.Timespec
	syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, clockMonotonic, uintptr(unsafe.Pointer(&time)), 0)
	return time.Nano()
}

func main() {
	started := now()
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGINT, syscall.SIGTERM)
	file, err := os.OpenFile(os.Args[1], os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		fail(err)
	}
	fmt.Fprintf(file, "started %d\n", started)
	switch len(os.Args) {
	case 3:
		go serve(listen(net.ListenConfig{}), "ok")
	case 4:
		go serve(listen(net.ListenConfig{Control: share}), os.Args[3])
	}
	<-signals
	fmt.Fprintf(file, "asked %d\n", now())
}

func listen(config net.ListenConfig) net.Listener {
	listener, err := config.Listen(context.Background(), "tcp", ":"+os.Args[2])
	if err != nil {
		fail(err)
	}
	return listener
}

func share(_, _ string, connection syscall.RawConn) error {
	var err error
	control := func(socket uintptr) {
		err = syscall.SetsockoptInt(int(socket), syscall.SOL_SOCKET, soReuseport, 1)
	}
	if e := connection.Control(control); e != nil {
		return e
	}
	return err
}

func serve(listener net.Listener, word string) {
	answer := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s", len(word), word)
	request := make([]byte, 4096)
	for {
		connection, err := listener.Accept()
		if err != nil {
			fail(err)
		}
		connection.Read(request)
		connection.Write([]byte(answer))
		connection.Close()
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
