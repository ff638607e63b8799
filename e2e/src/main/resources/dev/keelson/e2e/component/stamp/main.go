// Command stamp tells from outside a container when it began and when it was asked to end: it adds a
// line to a file for each, with the machine's monotonic clock in nanoseconds.
//
//	stamp FILE [PORT]    with a port it answers every HTTP request there with 200
package main

import (
	"fmt"
	"net"
	"os"
	"os/signal"
	"syscall"
	"unsafe"
)

const clockMonotonic = 1

const answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"

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
	if len(os.Args) > 2 {
		listener, err := net.Listen("tcp", ":"+os.Args[2])
		if err != nil {
			fail(err)
		}
		go serve(listener)
	}
	<-signals
	fmt.Fprintf(file, "asked %d\n", now())
}

func serve(listener net.Listener) {
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
