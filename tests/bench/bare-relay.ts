/** The least that any server does: hands what one socket says to the others of its room. No rights, no disk, no check. */
import { type WebSocket, WebSocketServer } from 'ws'

const rooms = new Map<string, Set<WebSocket>>()
const server = new WebSocketServer({ port: Number(process.env.PORT), host: '127.0.0.1' })
server.on('connection', (socket, request) => {
  const name = request.url ?? ''
  const room = rooms.get(name) ?? new Set()
  rooms.set(name, room)
  room.add(socket)
  socket.on('message', (data) => {
    for (const peer of room) if (peer !== socket) peer.send(data)
  })
  socket.on('close', () => room.delete(socket))
})
server.on('listening', () => process.stdout.write('ready\n'))
